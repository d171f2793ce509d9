import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIBRARY } from '../../support/library.js';
import { named } from '../../support/matching.js';
import { ask, createService, operation, type Service } from '../../support/service.js';

interface Coded {
  readonly code: string;
}

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const readingsOf = async (code: string, locale = 'ZH') => {
  const { readings, contracts } = (await ask(service, operation('readings'), { code, locale })).data;
  return { readings: readings.nodes, register: contracts.nodes[0].register };
};

const codes = (list: readonly Coded[]): string[] => list.map(({ code }) => code);

describe('the register of unclear points', () => {
  test.each([
    ['kezhou-12345', 72, 15],
    ['shaanxi-12367', 49, 18],
  ])('of %s has %i points, %i of which can change what is paid', async (contract, points, high) => {
    const { register } = await readingsOf(contract);
    expect(register).toHaveLength(points);
    expect(register.filter(({ impact }: { impact: string }) => impact === 'H')).toHaveLength(high);
    expect(new Set(codes(register)).size).toBe(points);
  });

  test.each(['kezhou-12345', 'shaanxi-12367', 'qinghe-12345'])('of %s marks as computed the readings that there are', async (contract) => {
    const { register, readings } = await readingsOf(contract);
    const computed = register.filter(({ isComputed }: { isComputed: boolean }) => isComputed);
    expect(codes(computed).sort()).toEqual(codes(readings).sort());
  });

  test('cites a clause, asks, and takes a position at every point, in both languages', async () => {
    for (const locale of ['ZH', 'EN'])
      for (const contract of ['kezhou-12345', 'shaanxi-12367']) {
        const { register } = await readingsOf(contract, locale);
        const isWhole = (point: { clauses: string[]; question: string; readings: string[]; position: string }) =>
          point.clauses.length > 0 && point.question !== '' && point.readings.length > 0 && point.position !== '';
        expect(register.filter((point: Parameters<typeof isWhole>[0]) => !isWhole(point))).toEqual([]);
      }
  });
});

describe('the computed readings', () => {
  test('of Kezhou are nine', async () => {
    const { readings } = await readingsOf('kezhou-12345');
    expect(codes(readings)).toEqual(['K-1', 'K-2', 'K-4', 'K-5', 'K-24', 'K-26', 'K-34', 'K-37', 'K-44']);
  });

  test('of Shaanxi are ten', async () => {
    const { readings } = await readingsOf('shaanxi-12367');
    expect(codes(readings)).toEqual(['S-1', 'S-2', 'S-12', 'S-17', 'S-19', 'S-27', 'S-31', 'S-33', 'S-35', 'S-37']);
  });

  test('have their default first', async () => {
    for (const contract of LIBRARY.codes)
      for (const { options, defaultOption } of (await readingsOf(contract)).readings) expect(options[0].code).toBe(defaultOption);
  });

  test('say which parameters they set: K-24 the part steps of four items, K-4 the rounding before the bands', async () => {
    const expected = [
      { code: 'K-4', defaultOption: 'CONTINUOUS', impact: 'H', sets: ['payment.adjustments[0].rounding'] },
      { code: 'K-24', sets: ['1.1', '1.2', '2.2', '3.1'].map((item) => `rubric item ${item}.partSteps`) },
    ];
    expect(named(expected, (await readingsOf('kezhou-12345')).readings)).toEqual(expected);
  });

  test('say whether an option only decides if data is missing', async () => {
    const expected = [
      {
        code: 'K-44',
        options: [
          { code: 'FULL_UNLESS_FOUND', decidesCompleteness: false },
          { code: 'MUST_AWARD', decidesCompleteness: true },
        ],
      },
    ];
    expect(named(expected, (await readingsOf('kezhou-12345')).readings)).toEqual(expected);
  });

  test('are open until the parties agree, and then say what, when and by which document', async () => {
    const { readings } = await readingsOf('shaanxi-12367');
    const agreed = {
      code: 'S-31',
      state: 'AGREED',
      agreement: { option: 'CAP_5', agreedOn: '2025-03-14', document: '补充协议一（演示）' },
    };
    expect(named([agreed], readings)).toEqual([agreed]);
    const others = readings.filter(({ code }: Coded) => code !== 'S-31');
    expect(others.map(({ state, agreement }: { state: string; agreement: unknown }) => [state, agreement])).toEqual(
      Array(9).fill(['OPEN', null]),
    );
  });

  test('are named in the language that is asked for', async () => {
    const titleOf = async (locale: string) => (await readingsOf('shaanxi-12367', locale)).readings[0].title;
    expect(await titleOf('ZH')).toMatch(/\p{Script=Han}/u);
    expect(await titleOf('EN')).not.toMatch(/\p{Script=Han}/u);
  });
});
