export interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
}

const place = (city: string, state: string, zip: string): Place => ({ city, state, zip });

/** Where people live, with how many of a hundred or so. Some ZIP codes start with a zero: they are no numbers. */
export const PLACES: readonly (readonly [Place, number])[] = [
  [place('Aurora', 'CO', '80012'), 14],
  [place('Boulder', 'CO', '80302'), 6],
  [place('Pueblo', 'CO', '81003'), 5],
  [place('Fort Collins', 'CO', '80521'), 6],
  [place('Provo', 'UT', '84601'), 8],
  [place('Ogden', 'UT', '84401'), 6],
  [place('Salt Lake City', 'UT', '84101'), 9],
  [place('St George', 'UT', '84770'), 3],
  [place('Santa Fe', 'NM', '87501'), 6],
  [place('Las Cruces', 'NM', '88001'), 5],
  [place('Rio Rancho', 'NM', '87124'), 3],
  [place('El Paso', 'TX', '79901'), 8],
  [place('Lubbock', 'TX', '79401'), 5],
  [place('Amarillo', 'TX', '79101'), 4],
  [place('Worcester', 'MA', '01602'), 5],
  [place('Springfield', 'MA', '01103'), 4],
  [place('Hartford', 'CT', '06103'), 3],
  [place('Cheyenne', 'WY', '82001'), 1],
];
