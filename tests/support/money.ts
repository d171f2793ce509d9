import { actingIn, look, peopleOf } from './lives.js';
import { kezhouQuarter, shaanxiMonth } from './quarters.js';
import { periodIdOf } from './recording.js';
import type { Caller, Service } from './service.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads from an answer what it asked for
type Loose = any;

/** The parties' organisations as the seeded contracts have them. */
export const PARTIES = {
  'kezhou-12345': {
    payer: 'bureau',
    buyerName: '克孜勒苏柯尔克孜自治州数字化发展局',
    buyerTaxNumber: '11653000010478374Y',
    sellerName: '中国移动通信集团新疆有限公司克州分公司',
    sellerTaxNumber: '9165300071555164X1',
  },
  'shaanxi-12367': {
    payer: 'agency',
    buyerName: '陕西省公安厅',
    buyerTaxNumber: '11610000016000080P',
    sellerName: '陕西省通信服务有限公司',
    sellerTaxNumber: '91610000664107062T',
  },
} as const;

/** Runs the money of one tenant with one contract through the API. */
export function moneyOf(service: Service, tenant: string, contract: 'kezhou-12345' | 'shaanxi-12367') {
  const people = peopleOf(tenant);
  const act = actingIn(service);
  const { assessor, agency, vendor, finance } = people;
  let invoiceCount = 0;
  let transferCount = 0;
  let accounts: { from: string; to: string } | undefined;

  /** Scores, publishes and signs a period as it is recorded; gives the scorecard. */
  const sign = async (periodId: string): Promise<Loose> => {
    const { id } = await act.does(assessor, 'scorePeriod', { periodId });
    const { digest } = await act.does(assessor, 'publishScorecard', { scorecardId: id });
    await act.does(vendor, 'signScorecard', { scorecardId: id, digest });
    return act.does(agency, 'signScorecard', { scorecardId: id, digest });
  };

  /** The accounts in use of payer and vendor, proposed by one person and confirmed by another. */
  const accountsInUse = async (): Promise<{ from: string; to: string }> => {
    const use = async (organisation: string, number: string, by: Caller): Promise<string> => {
      const { id } = await act.does(by, 'proposeBankAccount', {
        organisation,
        holder: '示例户名',
        bank: '示例银行',
        number,
        reason: '合同所载',
      });
      await act.does(finance, 'confirmBankAccount', { accountId: id });
      return id;
    };
    accounts ??= {
      from: await use(PARTIES[contract].payer, '0000 1111 2222 3333', people.otherFinance),
      to: await use('vendor', '4444-5555-6666-7777', people.vendorManager),
    };
    return accounts;
  };

  return {
    ...people,
    act,
    sign,
    accounts: accountsInUse,
    /** From now on payments go between these. */
    use: (changed: { from: string; to: string }) => {
      accounts = changed;
    },
    /** Records figures that give full marks but for what differs; gives the period's id. */
    record: async (period: string, overrides: Parameters<typeof kezhouQuarter>[0] = {}): Promise<string> => {
      const periodId = await periodIdOf(service, contract, period, assessor);
      const made = contract === 'kezhou-12345' ? kezhouQuarter({ period, ...overrides }) : shaanxiMonth({ period, ...overrides });
      const observations = made.observations.map(({ source, ...rest }) => ({ ...rest, source: source === 'ROSTER' ? 'AGENCY' : source }));
      await act.does(assessor, 'recordObservations', { periodId, observations });
      if (made.findings.length > 0) await act.does(assessor, 'recordFindings', { periodId, findings: made.findings });
      return periodId;
    },
    /** Issues the statement of an instalment and lets as many approve it as have to; gives the approved statement. */
    settle: async (instalment: number): Promise<Loose> => {
      const issued = await act.does(finance, 'issueStatement', { contract, instalment });
      let statement = issued;
      for (const person of [finance, people.otherFinance].slice(0, issued.approvalsNeeded))
        statement = await act.does(person, 'approveStatement', { statementId: issued.id, digest: issued.digest });
      return statement;
    },
    /** An invoice that agrees with the contract, but for what differs. */
    invoiceInput: (statementId: string, amount: string, differs: object = {}) => {
      const { payer: _, ...parties } = PARTIES[contract];
      return {
        statementId,
        kind: 'ORDINARY',
        number: String(10n ** 19n + BigInt(invoiceCount++)),
        issuedOn: '2026-01-06',
        amount,
        tax: '0.01',
        ...parties,
        ...differs,
      };
    },
    paymentInput: async (statementId: string, amount: string, paidOn = '2026-01-06', differs: object = {}) => {
      const { from, to } = await accountsInUse();
      return { statementId, amount, paidOn, bankReference: `测试-${++transferCount}`, fromAccountId: from, toAccountId: to, ...differs };
    },
    account: async (caller: Caller = finance): Promise<Record<string, string>> => {
      const { contract: found } = await look(
        service,
        caller,
        `query ($code: String!) { contract(code: $code) { account { contractAmount { amount } notDetermined { amount } payable { amount }
          disputed { amount } deducted { amount } paid { amount } } } }`,
        { code: contract },
      );
      return Object.fromEntries(
        Object.entries(found.account as Record<string, { amount: string }>).map(([name, { amount }]) => [name, amount]),
      );
    },
    draft: async (instalment: number, caller: Caller = finance): Promise<Loose> =>
      (
        await look(
          service,
          caller,
          `query ($contract: String!, $instalment: Int!) { statementDraft(contract: $contract, instalment: $instalment) {
            ... on StatementDraft { kind score payable { amount } undisputed { amount } disputed { amount } amountDue { amount } amountDueInCapitals
              readings { code option state alternatives { option payable { amount } } } lines { clause arithmetic amount { amount } text } }
            ... on StatementNotDrawableError { obstacles } ... on InvalidInputError { problems { path code } } } }`,
          { contract, instalment },
        )
      ).statementDraft,
  };
}
