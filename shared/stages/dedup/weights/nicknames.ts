/** Given names with the short forms by which the same person goes; a form of several names stands with the commonest. */
const NICKNAMES = `
alexander alex sandy xander alec|alexandra lexi sasha|alfred alf alfie fred|andrew andy drew|anthony tony ant|arthur art
barbara barb babs|benjamin ben benny benji|bernard bernie|catherine katherine kathryn kate katie kathy cathy kat kitty katy
charles charlie chuck chas|christina christine chris tina christy chrissie|christopher topher kit|daniel dan danny|david dave davey
deborah deb debbie debra|donald don donnie|dorothy dot dottie|edward ed eddie ted teddy ned|eleanor ellie nell nora|elizabeth liz beth
betty lizzie eliza betsy libby|emily em emmy|eugene gene|frances fran|francis frank frankie|frederick freddie freddy
gabriel gabe|gerald gerry|gregory greg|harold hal|henry harry hank|isabella isabel bella izzy|jacob jake|james jim jimmy jamie
janet jan|jeffrey jeff|jennifer jen jenny|jessica jess jessie|john johnny jack jon|jonathan jonny|joseph joe joey
joshua josh|judith judy|kenneth ken kenny|kimberly kim|lawrence larry|leonard len lenny leo|leslie les|louis lou louie|louise
lucille lucy|margaret maggie meg peggy marge greta|martin marty|mathew matthew matt matty|michael mike mick mickey|nancy nan
natalie nat|nathaniel nathan nate|nicholas nick nicky|nicole nikki|oliver ollie|pamela pam|patricia pat patty trish tricia
patrick paddy|peter pete|philip phillip phil|rachel rach|raymond ray|rebecca becky becca|richard rick dick rich ricky|robert bob
bobby rob robbie bert|ronald ron ronnie|rosemary rose rosie|samantha sammy|samuel sam|sarah sally sadie|stephanie steph|stephen steven
steve|susan sue susie suzanne|sylvia syl|theodore theo|theresa terry tess|thomas tom tommy|timothy tim timmy|valerie val
victoria vicky tori|vincent vince vinny|virginia ginny|walter walt wally|william bill will billy willy liam|zachary zach zack
francisco paco pancho|jose pepe|guadalupe lupe|jesus chuy|ignacio nacho|enrique quique|guillermo memo|dolores lola
josef sepp|johannes hannes hans|heinrich heinz|friedrich fritz|maximilian max|katharina kathi`;

const ROOTS: ReadonlyMap<string, string> = new Map(
  NICKNAMES.split(/[|\n]/)
    .map((line) => line.split(' ').filter((name) => name !== ''))
    .flatMap(([root = '', ...forms]) => [
      [root, root] as const,
      ...forms.map((form) => [form, root] as const),
    ]),
);

/** The given name that a name is a form of; the name itself where none is known. */
export const fullFormOf = (name: string): string => ROOTS.get(name) ?? name;
