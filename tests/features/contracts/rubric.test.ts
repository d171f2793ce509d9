import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIBRARY } from '../../support/library.js';
import { named } from '../../support/matching.js';
import { ask, createService, operation, type Service } from '../../support/service.js';

interface Item {
  readonly code: string;
  readonly max: string | null;
  readonly effect: string;
  readonly ruleKind: string;
}

interface Section {
  readonly max: string | null;
  readonly items: readonly Item[];
}

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const rubricOf = async (code: string) => (await ask(service, operation('rubric'), { code })).data.contracts.nodes[0].rubric;

const itemsOf = ({ sections }: { sections: readonly Section[] }): Item[] => sections.flatMap(({ items }) => items);

describe("Kezhou's rubric", () => {
  test('has 27 items in seven sections, 100 points a quarter', async () => {
    const rubric = await rubricOf('kezhou-12345');
    expect(rubric).toMatchObject({ code: 'kezhou-12345-annex-1@1', title: '运行绩效考核办法', periodLength: 'QUARTER', full: '100' });
    expect(rubric.sections.map(({ max }: Section) => max)).toEqual(['20', '20', '15', '10', '10', '15', '10']);
    expect(itemsOf(rubric)).toHaveLength(27);
    expect(rubric.metrics).toHaveLength(15);
  });

  test('item 1.1 rests on its clause and hangs on K-24', async () => {
    const item = {
      code: '1.1',
      clause: 'annex 1, 1.1',
      title: '接通率',
      max: '10',
      effect: 'ADDS',
      ruleKind: 'RATE_STEP',
      readings: ['K-24'],
      findingKinds: [],
      rule: {
        kind: 'RATE_STEP',
        rate: { of: ['agentAnswered'], to: ['agentRequests'] },
        pointsPerStep: '0.1',
        partSteps: { reading: 'K-24', options: { FLOOR: 'COMPLETED', PRORATA: 'PROPORTIONAL', CEIL: 'STARTED' } },
      },
    };
    expect(named([item], itemsOf(await rubricOf('kezhou-12345')))).toEqual([item]);
  });

  test('says of each kind of finding which points and fields it takes', async () => {
    const kinds = [
      {
        code: '1.3',
        findingKinds: [
          { code: 'valid_complaint', label: '有效投诉', pointsMin: '1', pointsMax: '2', fields: ['points', 'reason'] },
          { code: 'serious_impact', label: '严重不良影响', pointsMin: '0', pointsMax: '2', fields: ['points', 'reason'] },
        ],
      },
      {
        code: '1.5',
        findingKinds: [{ code: 'late_dispatch', label: '超时派单', pointsMin: null, pointsMax: null, fields: ['elapsedHours'] }],
      },
      { code: '5.3', findingKinds: [{ code: 'assessor_deduction', pointsMin: '0', pointsMax: '4' }] },
    ];
    expect(named(kinds, itemsOf(await rubricOf('kezhou-12345')))).toEqual(kinds);
  });

  test('takes a judgement on the seven items without a method', async () => {
    const query = '{ contract(code: "kezhou-12345") { rubric { sections { items { code takesJudgement } } } } }';
    const items = itemsOf((await ask(service, query)).data.contract.rubric) as (Item & { takesJudgement: boolean })[];
    expect(items.filter(({ takesJudgement }) => takesJudgement).map(({ code }) => code)).toEqual([
      '5.1',
      '5.2',
      '5.3',
      '6.3',
      '6.5',
      '7.1',
      '7.2',
    ]);
  });
});

describe("Shaanxi's rubric", () => {
  test('has ten items of 100 points a month, and four additional ones without a maximum', async () => {
    const rubric = await rubricOf('shaanxi-12367');
    expect(rubric).toMatchObject({ code: 'shaanxi-12367-annex@1', periodLength: 'MONTH', full: '100' });
    expect(rubric.sections.map(({ max, items }: Section) => [max, items.length])).toEqual([
      ['40', 5],
      ['30', 2],
      ['30', 3],
      [null, 4],
    ]);
    expect(
      itemsOf(rubric)
        .slice(10)
        .map(({ code, max, effect }) => [code, max, effect]),
    ).toEqual([
      ['11', null, 'ADDS'],
      ['12', null, 'TAKES_OFF'],
      ['13', null, 'TAKES_OFF'],
      ['14', null, 'TAKES_OFF'],
    ]);
  });
});

test('the rubrics of all contracts use every kind of rule', async () => {
  const rubrics = await Promise.all(LIBRARY.codes.map(rubricOf));
  expect([...new Set(rubrics.flatMap(itemsOf).map(({ ruleKind }) => ruleKind))].sort()).toEqual([
    'FINDINGS',
    'HOURS_BEYOND',
    'JUDGEMENT',
    'MATTERS',
    'RANK',
    'RATE_STEP',
    'RATE_STEP_AND_COUNT',
    'RATE_TIERS',
    'SHORTFALL',
    'WORKING_DAYS_LATE',
  ]);
});

test('a rubric can be read in English', async () => {
  const query = `{ contract(code: "kezhou-12345") { rubric {
    title(locale: EN)
    metrics { label(locale: EN) unit(locale: EN) }
    sections { title(locale: EN) items { title(locale: EN) findingKinds { label(locale: EN) } } }
  } } }`;
  const { rubric } = (await ask(service, query)).data.contract;
  expect(rubric.title).toBe('Operation performance assessment');
  expect(JSON.stringify(rubric)).not.toMatch(/\p{Script=Han}/u);
});
