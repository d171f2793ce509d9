import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, askOfEveryContract, createService, operation, type Service } from '../../support/service.js';

let service: Service;
beforeAll(async () => {
  service = await createService();
});
afterAll(() => service.stop());

const contractsOf = (query: string) => askOfEveryContract(service, query);

describe('the sample operation', () => {
  test('lists the contracts of a tenant, those of the package and the further one alike', async () => {
    const contracts = await contractsOf(operation('contracts'));
    expect(contracts.map(({ code }: { code: string }) => code)).toEqual(['kezhou-12345', 'qinghe-12345', 'shaanxi-12367']);
  });

  test('shows what Kezhou pays: four equal quarters, each for its own score', async () => {
    const [kezhou] = await contractsOf(operation('contracts'));
    expect(kezhou).toMatchObject({
      title: '克州12345政务服务便民热线话务员服务采购项目合同',
      term: { from: '2025-01-01', to: '2025-12-31' },
      amount: { amount: '739200.00', currency: 'CNY' },
      instalments: [1, 2, 3, 4].map((no) => ({ no, base: { amount: '184800.00' }, periods: [`2025Q${no}`] })),
    });
    expect(kezhou.parties.map(({ roles }: { roles: string[] }) => roles)).toEqual([['AGENCY'], ['PAYER', 'ASSESSOR'], ['VENDOR']]);
    expect(kezhou.warnings.map(({ code }: { code: string }) => code)).toEqual(Array(7).fill('NO_METHOD'));
  });

  test('shows what Shaanxi pays: 40% without a score, 50% and 10% by the mean of six months each', async () => {
    const [, , shaanxi] = await contractsOf(operation('contracts'));
    expect(shaanxi).toMatchObject({ term: { from: '2024-12-04', to: '2025-12-03' }, amount: { amount: '689000.00' } });
    expect(shaanxi.instalments).toMatchObject([
      { no: 1, base: { amount: '275600.00' }, periods: [] },
      { no: 2, base: { amount: '344500.00' }, periods: ['2024-12', '2025-01', '2025-02', '2025-03', '2025-04', '2025-05'] },
      { no: 3, base: { amount: '68900.00' }, periods: ['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'] },
    ]);
    expect(shaanxi.warnings).toMatchObject([
      { code: 'TIERS_ALIKE', path: 'rubric.yaml sections[0].items[2]' },
      { code: 'CAP_CANNOT_BIND', path: 'rubric.yaml sections[2].items[1]' },
    ]);
  });

  test('instalments add up to the contract amount', async () => {
    for (const { amount, instalments } of await contractsOf(operation('contracts'))) {
      const fen = (text: string) => BigInt(text.replace('.', ''));
      const total = instalments.reduce((sum: bigint, { base }: { base: { amount: string } }) => sum + fen(base.amount), 0n);
      expect(total).toBe(fen(amount.amount));
    }
  });
});

describe('one contract', () => {
  const CONTRACT = /* GraphQL */ `
    query ($code: String!, $locale: Locale) {
      contract(code: $code) {
        title(locale: $locale)
        hotline(locale: $locale)
        isTaxIncluded
        periods
        versions { version effectiveFrom signedOn document(locale: $locale) }
        documents { code title(locale: $locale) }
        parties { roles organisation { name(locale: $locale) note(locale: $locale) creditCode } }
        instalments { title(locale: $locale) clause }
        warnings { text(locale: $locale) }
      }
    }
  `;

  test('is null where there is none of that code', async () => {
    for (const code of ['nowhere-12345', '', '../kezhou-12345', '__proto__'])
      expect(await ask(service, CONTRACT, { code })).toEqual({ status: 200, data: { contract: null } });
  });

  test('has its scored periods, the earliest first', async () => {
    const periodsOf = async (code: string) => (await ask(service, CONTRACT, { code })).data.contract.periods;
    expect(await periodsOf('kezhou-12345')).toEqual(['2025Q1', '2025Q2', '2025Q3', '2025Q4']);
    const months = await periodsOf('shaanxi-12367');
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2024-12', '2025-11']);
    expect(await periodsOf('qinghe-12345')).toEqual(['2026H1', '2026H2', '2027H1', '2027H2']);
  });

  test('says null for what its documents do not say', async () => {
    const { contract } = (await ask(service, CONTRACT, { code: 'kezhou-12345' })).data;
    expect(contract.versions).toMatchObject([{ version: 1, effectiveFrom: '2025-01-01', signedOn: null }]);
    const organisations = contract.parties.map(({ organisation }: { organisation: object }) => organisation);
    expect(organisations).toMatchObject([
      { creditCode: null, note: null },
      { creditCode: '11653000010478374Y', note: expect.stringContaining('K-13') },
      { creditCode: '9165300071555164X1' },
    ]);
  });

  test.each(['kezhou-12345', 'shaanxi-12367', 'qinghe-12345'])(
    '%s is in Chinese unless told, and in English without a Chinese character',
    async (code) => {
      const textsOf = async (variables: Record<string, string>) =>
        Object.values(textsIn((await ask(service, CONTRACT, { code, ...variables })).data.contract));
      const chinese = await textsOf({});
      expect(chinese.length).toBeGreaterThan(5);
      expect(chinese.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
      expect(await textsOf({ locale: 'ZH' })).toEqual(chinese);
      const english = await textsOf({ locale: 'EN' });
      expect(english).toHaveLength(chinese.length);
      expect(english.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    },
  );
});

/** The texts in a language that stand anywhere in an answer. */
function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    ['title', 'hotline', 'document', 'name', 'note', 'text'].includes(name) && typeof value === 'string' ? [value] : textsIn(value),
  );
}
