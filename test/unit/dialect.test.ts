import { describe, expect, it } from 'vitest';
import { sniffDialect, type Dialect } from '../../shared/stages/discover/dialect';

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

function dialectOf(text: string, given: Parameters<typeof sniffDialect>[1] = {}): Dialect {
  const dialect = sniffDialect(text, given);
  expect(dialect).not.toBeNull();
  return dialect as Dialect;
}

const GA4_COMMENTS = [
  '# ----------------------------------------',
  '# Traffic acquisition: Session campaign',
  '# Account: Acme, Inc, LLC, Ltd',
  '# Property: Acme - GA4',
  '# ----------------------------------------',
  '# ',
  '# All Users',
  '# Start date: 20240101',
  '# End date: 20240131',
];

describe('A header', () => {
  it('is never a comment, however many comments there are and however few records', () => {
    const one = dialectOf(
      lines(...GA4_COMMENTS, 'Date,Session campaign,Session ID,User ID', '20240103,Spring,1704270000,u1'),
    );
    expect(one).toMatchObject({
      preambleLines: 9,
      headers: ['Date', 'Session campaign', 'Session ID', 'User ID'],
      sample: [['20240103', 'Spring', '1704270000', 'u1']],
      preamble: { range: { from: '2024-01-01', to: '2024-01-31' } },
    });
    const blankBelow = dialectOf(lines(...GA4_COMMENTS, '', 'Campaign,Sessions', ',40', 'Spring,1'));
    expect(blankBelow).toMatchObject({ preambleLines: 10, headers: ['Campaign', 'Sessions'] });
    expect(dialectOf(lines(...GA4_COMMENTS, 'Campaign,Sessions')).headers).toEqual(['Campaign', 'Sessions']);
  });

  it('may begin with the sign of a number', () => {
    expect(dialectOf(lines('#,campaign,cost', '1,C1,5', '2,C2,6')).headers).toEqual([
      '#',
      'campaign',
      'cost',
    ]);
    expect(dialectOf(lines('#campaign,cost', 'C1,5', 'C2,6')).headers).toEqual(['campaign', 'cost']);
  });

  it('stands below title lines that were filled up with delimiters', () => {
    const file = dialectOf(
      lines(
        'Campaign report,,,,',
        '2025-06-30,,,,',
        '"May 1, 2025 - June 30, 2025",,,,',
        ',,,,',
        'date,campaignId,spend,impressions,clicks',
        '2025-05-17,C1,10.50,3740,112',
        '2025-05-18,C2,20.25,2000,50',
        '2025-05-19,C1,30.00,1500,20',
      ),
    );
    expect(file).toMatchObject({
      preambleLines: 4,
      headers: ['date', 'campaignId', 'spend', 'impressions', 'clicks'],
    });
    expect(file.preamble.lines).toEqual(['Campaign report', '2025-06-30', 'May 1, 2025 - June 30, 2025']);
    expect(file.preamble.range).toEqual({ from: '2025-05-01', to: '2025-06-30' });
  });

  it('stands below a title, and a range with the delimiter in it', () => {
    const file = dialectOf(
      lines(
        'Campaign report',
        'January 1, 2024 - January 31, 2024',
        'Campaign,Day,Cost',
        'Brand,2024-01-01,1.5',
      ),
    );
    expect(file).toMatchObject({ preambleLines: 2, headers: ['Campaign', 'Day', 'Cost'] });
    expect(file.preamble.range).toEqual({ from: '2024-01-01', to: '2024-01-31' });
  });

  it('stands below names with values, as many as there are records', () => {
    const file = dialectOf(
      lines(
        'Account,Acme',
        'Currency,EUR',
        'From,2024-01-01',
        'To,2024-01-31',
        '',
        'Day,Campaign,Cost,Clicks',
        '2024-01-01,Brand,1.5,2',
        '2024-01-02,Brand,2.5,3',
      ),
    );
    expect(file).toMatchObject({ preambleLines: 5, headers: ['Day', 'Campaign', 'Cost', 'Clicks'] });
    expect(file.preamble).toMatchObject({ range: { from: '2024-01-01', to: '2024-01-31' }, currency: 'EUR' });
  });

  it('stands below the names of groups of columns', () => {
    const file = dialectOf(
      lines(
        ',Facebook,,Google,',
        'Day,Cost,Clicks,Spend,Impressions',
        '2024-01-01,1.5,2,3.5,100',
        '2024-01-02,1.5,2,3.5,100',
      ),
    );
    expect(file).toMatchObject({
      preambleLines: 1,
      headers: ['Day', 'Cost', 'Clicks', 'Spend', 'Impressions'],
    });
  });

  it('may have a line of units below it, which is no record', () => {
    const file = dialectOf(
      lines(
        'Day,Campaign,Cost,Clicks',
        'YYYY-MM-DD,text,USD,count',
        '2024-01-01,Brand,1.5,2',
        '2024-01-02,Brand,2.5,3',
      ),
    );
    expect(file).toMatchObject({
      preambleLines: 0,
      unitLines: 1,
      headers: ['Day', 'Campaign', 'Cost', 'Clicks'],
    });
    expect(file.sample[0]).toEqual(['2024-01-01', 'Brand', '1.5', '2']);
    // Short words that are values stay records.
    expect(dialectOf(lines('code,unit,n', 'USD,count,1', 'EUR,days,2')).unitLines).toBe(0);
  });

  it('is the first line where all is text', () => {
    expect(dialectOf(lines('name,city', 'Ann,Elko', 'Bob,Reno'))).toMatchObject({
      hasHeader: true,
      headers: ['name', 'city'],
    });
  });

  it('may name columns by years and days', () => {
    expect(dialectOf(lines('Campaign,2023,2024', 'Brand,10,20', 'Demo,30,40')).headers).toEqual([
      'Campaign',
      '2023',
      '2024',
    ]);
    expect(dialectOf(lines('Campaign,2024-01-01,2024-01-02', 'Brand,10,20', 'Demo,30,40')).headers).toEqual([
      'Campaign',
      '2024-01-01',
      '2024-01-02',
    ]);
  });

  it('stands above records with gaps and unreadable values too', () => {
    const file = dialectOf(
      lines('id,note,cost', 'a,b,#REF!', 'c,d,', 'e,f,unknown', 'g,h,1', 'i,j,2', 'k,l,3'),
    );
    expect(file).toMatchObject({ preambleLines: 0, headers: ['id', 'note', 'cost'] });
    expect(file.sample).toHaveLength(6);
  });

  it('may be missing: then the columns have numbers, and no record is lost', () => {
    const file = dialectOf(
      lines('2024-01-01,C1,10.50,3740', '2024-01-02,C2,20.25,2000', '2024-01-03,C1,30.00,1500'),
    );
    expect(file).toMatchObject({
      hasHeader: false,
      preambleLines: 0,
      headers: ['column_1', 'column_2', 'column_3', 'column_4'],
    });
    expect(file.sample).toHaveLength(3);
    const titled = dialectOf(lines('Spend of May', '', 'i1,u1,2025-06-01,100.00', 'i2,u2,2025-06-02,200.00'));
    expect(titled).toMatchObject({ hasHeader: false, preambleLines: 2 });
    expect(titled.sample).toHaveLength(2);
    expect(dialectOf(lines('i1,2025-06-01,100.00')).hasHeader).toBe(false);
  });

  it('is where the user says, and none where the user says so', () => {
    const text = lines('a,b', 'c,d', 'e,f');
    expect(dialectOf(text, { headerLine: 2 })).toMatchObject({
      preambleLines: 1,
      headers: ['c', 'd'],
      sample: [['e', 'f']],
    });
    expect(dialectOf(text, { headerLine: 0 })).toMatchObject({
      hasHeader: false,
      headers: ['column_1', 'column_2'],
    });
    expect(dialectOf(`sep=,\n${text}`, { headerLine: 3 })).toMatchObject({
      preambleLines: 2,
      headers: ['c', 'd'],
    });
  });
});

describe('A header that the user places', () => {
  const text = lines('Report', '', 'a,b', '1,2');

  it('is the next record where its line is blank', () => {
    expect(dialectOf(text, { headerLine: 2 })).toMatchObject({ preambleLines: 2, headers: ['a', 'b'] });
  });

  it('is the last record where its line is beyond the end', () => {
    expect(dialectOf(text, { headerLine: 99 })).toMatchObject({
      hasHeader: true,
      preambleLines: 3,
      headers: ['1', '2'],
      sample: [],
    });
  });

  it('is below the line that states the delimiter', () => {
    expect(dialectOf(`sep=;\n${lines('a;b', '1;2')}`, { headerLine: 1 })).toMatchObject({
      delimiter: ';',
      preambleLines: 1,
      headers: ['a', 'b'],
    });
  });

  it('has no units below it', () => {
    const file = dialectOf(lines('day,cost', 'date,USD', '2024-01-01,2.5', '2024-01-02,3.5'), {
      headerLine: 1,
    });
    expect(file).toMatchObject({ unitLines: 0 });
    expect(file.sample[0]).toEqual(['date', 'USD']);
  });

  it('is none where the user says so: what looks like one is a record', () => {
    expect(dialectOf(lines('Spend of May', 'day,cost', '2024-01-01,2.5'), { headerLine: 0 })).toMatchObject({
      hasHeader: false,
      preambleLines: 1,
      unitLines: 0,
      sample: [
        ['day', 'cost'],
        ['2024-01-01', '2.5'],
      ],
    });
  });
});

describe('Records', () => {
  it('agree as far as they have the fields of the table, the lines above it aside', () => {
    expect(dialectOf(lines('a,b', '1,2', '3,4')).agreement).toBe(1);
    expect(
      dialectOf(lines('Report', 'day,cost,n', '2024-01-01,2.5,1', '2024-01-02,3', '2024-01-03,4.5,2'))
        .agreement,
    ).toBe(0.75);
  });

  it('are none in blank lines and comments', () => {
    expect(sniffDialect(lines('# a comment', '', '  '))).toBeNull();
    expect(sniffDialect('')).toBeNull();
  });

  it('are as long as the header: what they lack is empty, and what they have more has a name', () => {
    expect(
      dialectOf(lines('id,day,cost', '1,2024-01-01', '2,2024-01-02,3.5', '3,2024-01-03,4.5')).sample[0],
    ).toEqual(['1', '2024-01-01', '']);
    expect(dialectOf(lines('id,day,cost,n,m', '1,2024-01-01,2.5', '2,2024-01-02,3.5'))).toMatchObject({
      headers: ['id', 'day', 'cost', 'n', 'm'],
      sample: [
        ['1', '2024-01-01', '2.5', '', ''],
        ['2', '2024-01-02', '3.5', '', ''],
      ],
    });
  });

  it('are shown up to the two hundredth', () => {
    const file = dialectOf(lines('id,cost', ...Array.from({ length: 300 }, (_, i) => `a${String(i)},1.5`)));
    expect(file.sample).toHaveLength(200);
    expect(file.sample[199]).toEqual(['a199', '1.5']);
  });
});

describe('The line that states the delimiter', () => {
  it('is the first, in quotes or not, with spaces behind it, and never another one', () => {
    for (const line of ['sep=;', '"sep=;"', 'SEP=;  '])
      expect(dialectOf(`${line}\r\n${lines('a;b', '1,5;2')}`)).toMatchObject({
        delimiter: ';',
        preambleLines: 1,
      });
    expect(dialectOf(lines('id,note', '1,sep=;', '2,x'))).toMatchObject({
      delimiter: ',',
      preambleLines: 0,
      headers: ['id', 'note'],
      sample: [
        ['1', 'sep=;'],
        ['2', 'x'],
      ],
    });
  });
});

describe('What looks like a header', () => {
  it('is no line that is drawn', () => {
    expect(dialectOf(lines('name,city', '----,----', 'Ann,Elko', 'Bob,Reno')).headers).toEqual([
      'name',
      'city',
    ]);
    expect(dialectOf(lines('====,====', 'name,city', 'Ann,Elko')).headers).toEqual(['name', 'city']);
    expect(dialectOf(lines('----,----', 'day,cost', '2024-01-01,1.5')).headers).toEqual(['day', 'cost']);
  });

  it('is of several above the values the one that names most columns with values', () => {
    expect(
      dialectOf(lines('one,two,three', 'day,cost,n', '2024-01-01,1.5,a', '2024-01-02,2.5,b')).headers,
    ).toEqual(['one', 'two', 'three']);
    expect(
      dialectOf(lines('day,cost,n', '2024-01-01,,x', '2024-01-01,1.5,a', '2024-01-02,2.5,b')).headers,
    ).toEqual(['day', 'cost', 'n']);
  });

  it('is no single text that was filled up to a wide record', () => {
    expect(dialectOf(lines('Spend,,', '2024-01-01,1.5,2', '2024-01-02,2.5,3')).hasHeader).toBe(false);
    expect(dialectOf(lines('Spend,', '2024-01-01,1.5', '2024-01-02,2.5'))).toMatchObject({
      hasHeader: true,
      headers: ['Spend', 'column_2'],
    });
  });

  it('is a record that has a field or two more or less, but not three', () => {
    const rows = ['2024-01-01,C1,1.5,2,3', '2024-01-02,C2,2.5,3,4'];
    expect(dialectOf(lines('day,campaign,cost', ...rows)).headers).toEqual([
      'day',
      'campaign',
      'cost',
      'column_4',
      'column_5',
    ]);
    expect(dialectOf(lines('day,campaign', ...rows)).hasHeader).toBe(false);
  });

  it('ends at a title above it', () => {
    expect(
      dialectOf(lines('year,total', 'Report of May', 'day,cost', '2024-01-01,1.5', '2024-01-02,2.5')).headers,
    ).toEqual(['day', 'cost']);
  });

  it('is a record of values where nothing but it is there, and half of it are values', () => {
    expect(dialectOf(lines('i1,2025-06-01,100.00')).hasHeader).toBe(false);
    expect(dialectOf(lines('id,day,cost,2024')).hasHeader).toBe(true);
    expect(dialectOf(lines('a,b,c,1.5,2.5')).hasHeader).toBe(true);
    expect(dialectOf(lines('a,b,1.5,2.5')).hasHeader).toBe(false);
  });

  it('has units below it only where all cells are units, and the values are others', () => {
    const of = (units: string): number =>
      dialectOf(lines('day,campaign,cost', units, '2024-01-01,Brand,1.5', '2024-01-02,Demo,2.5')).unitLines;
    expect(of('date,text,(USD)')).toBe(1);
    expect(of('(date),,[%]')).toBe(1);
    expect(of('date,text,Acme')).toBe(0);
    expect(of(',,')).toBe(0);
    expect(
      dialectOf(lines('day,cost', 'date,USD', 'YYYY-MM-DD,%', '2024-01-01,1.5', '2024-01-02,2.5')).unitLines,
    ).toBe(2);
  });
});

describe('Fields', () => {
  it.each([',', ';', '\t', '|', '^', '~', '\x01', '\x1f'])('are set apart by %j', (delimiter) => {
    const records = [
      ['date', 'campaign', 'cost'],
      ['2024-01-01', 'Brand - US', '1.5'],
      ['2024-01-02', 'Demo', '2'],
    ];
    const file = dialectOf(lines(...records.map((fields) => fields.join(delimiter))));
    expect(file).toMatchObject({ delimiter, headers: records[0], sample: records.slice(1) });
  });

  it('are set apart by spaces only where all records agree on that', () => {
    expect(
      dialectOf(lines('date campaign cost', '2024-01-01 "Brand US" 1', '2024-01-02 Demo 2')),
    ).toMatchObject({
      delimiter: ' ',
      sample: [
        ['2024-01-01', 'Brand US', '1'],
        ['2024-01-02', 'Demo', '2'],
      ],
    });
    expect(dialectOf(lines('campaign', 'Brand US now', 'Demo', 'All of it')).delimiter).toBe(',');
  });

  it('are not set apart by what stands within them', () => {
    const piped = dialectOf(
      lines(
        'date,campaign,cost',
        '2024-01-01,Brand | US,1',
        '2024-01-02,Brand | MX,2',
        '2024-01-03,Demo | US,3',
      ),
    );
    expect(piped.delimiter).toBe(',');
  });

  it('may stand in apostrophes', () => {
    const file = dialectOf(lines("'id','city','paid'", "'1','Elko, NV','2'", "'2','O''Neil','3'"));
    expect(file).toMatchObject({ quote: "'", headers: ['id', 'city', 'paid'] });
    expect(file.sample).toEqual([
      ['1', 'Elko, NV', '2'],
      ['2', "O'Neil", '3'],
    ]);
    expect(dialectOf(lines('id,name', "1,'t Hof", "2,O'Neil", "3,'s")).quote).toBe('"');
  });

  it('may be quoted behind spaces', () => {
    const file = dialectOf(lines('"id" , "city", "paid"', '1 , "Elko, NV" , 2', '2, "Reno" , 3'));
    expect(file).toMatchObject({ isPadded: true, headers: ['id', 'city', 'paid'] });
    expect(file.sample[0]?.map((value) => value.trim())).toEqual(['1', 'Elko, NV', '2']);
  });

  it('may have quotes behind backslashes', () => {
    const file = dialectOf(lines('id,note,n', '1,"say \\"hi, you\\" now",2', '2,"C:\\temp\\",3'));
    expect(file.hasBackslashes).toBe(true);
    expect(file.sample[0]).toEqual(['1', 'say "hi, you" now', '2']);
  });
});

describe('Comments', () => {
  it('are above the first line that is none only, blank lines between them', () => {
    const file = dialectOf(lines('// exported', '', '# of May', 'a,b', '#,2', '3,4'));
    expect(file.preamble.lines).toEqual(['exported', 'of May']);
    expect(file).toMatchObject({ preambleLines: 3, headers: ['a', 'b'] });
    expect(file.sample[0]).toEqual(['#', '2']);
  });

  it.each(['\n', '\r\n', '\r'])('end as other lines do: %j', (end) => {
    const file = dialectOf(['# of May', 'a,b', '1,2', ''].join(end));
    expect(file).toMatchObject({ preambleLines: 1, headers: ['a', 'b'], sample: [['1', '2']] });
    expect(file.preamble.lines).toEqual(['of May']);
  });
});

describe('The lines above a header', () => {
  const stated = (...above: readonly string[]) =>
    dialectOf(lines(...above, 'Campaign\tDay\tCost', 'A\t2024-01-01\t1', 'B\t2024-01-02\t2')).preamble;

  it.each([
    ['Jan 1, 2024 - Jan 31, 2024'],
    ['Jan 1 - Jan 31, 2024'],
    ['1 January 2024 – 31 January 2024'],
    ['2024-01-01 to 2024-01-31'],
    ['# 20240101-20240131'],
    ['1/1/2024 - 1/31/2024'],
    ['31/01/2024 - 01/01/2024'.split(' - ').reverse().join(' - ')],
    ['01.01.2024 – 31.01.2024'],
    ['1. Januar 2024 – 31. Januar 2024'],
    ['1 de enero de 2024 - 31 de enero de 2024'],
    ['1 janvier 2024 - 31 janvier 2024'],
    ['1 de janeiro de 2024 a 31 de janeiro de 2024'],
  ])('state a range: %s', (line) => {
    expect(stated('Campaign report', line).range).toEqual({ from: '2024-01-01', to: '2024-01-31' });
  });

  it('state a range in two of them', () => {
    expect(
      stated(
        'Campaign Performance Report (in UTC)',
        'Report Start: January 1, 2024, 12:00 AM',
        'Report End: January 31, 2024, 11:59 PM',
        'Date Generated: February 1, 2024',
      ).range,
    ).toEqual({ from: '2024-01-01', to: '2024-01-31' });
  });

  it('state no range where they do not', () => {
    expect(stated('Date Generated: February 1, 2024').range).toBeNull();
    expect(stated('Report 12345678').range).toBeNull();
  });

  it('name a currency', () => {
    expect(stated('Currency: EUR').currency).toBe('EUR');
    expect(stated('Costs (MXN)').currency).toBe('MXN');
    expect(stated('Currency: EUR', 'Total (USD)').currency).toBeNull();
    expect(stated('ALL campaigns').currency).toBeNull();
    expect(stated('Costs [CHF]').currency).toBe('CHF');
    expect(stated('Währung CHF, alle Kampagnen').currency).toBe('CHF');
    expect(stated('Budget of 200 €').currency).toBe('EUR');
    expect(stated('Budget of 200 €', 'Total: 300 £').currency).toBeNull();
    expect(stated('Budget of 200 €', 'Currency: EUR').currency).toBe('EUR');
    expect(stated('Currency: XQZ').currency).toBeNull();
    expect(stated('Moneda: AUSD').currency).toBeNull();
  });
});
