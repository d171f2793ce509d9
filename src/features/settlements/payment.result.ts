import { createUnionType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { ConfirmationObstacle } from './bank-account.use-case.js';
import { BankAccountType, PaymentType } from './payment.type.js';
import type { PaymentObstacle, ReversalObstacle } from './record-payment.use-case.js';

export const BankAccountNotConfirmableError = obstacleError<ConfirmationObstacle>(
  { name: 'BankAccountNotConfirmable', code: 'NOT_CONFIRMABLE', zh: '账户不能确认', en: 'the account may not be confirmed' },
  {
    ALREADY_CONFIRMED: '已确认 / It is confirmed',
    PROPOSED_BY_YOURSELF: '由本人提出，须他人确认 / You proposed it: somebody else confirms it',
    REPLACED: '其后已有账户确认 / A later one is confirmed',
  },
);

export const PaymentNotRecordableError = obstacleError<PaymentObstacle>(
  { name: 'PaymentNotRecordable', code: 'NOT_RECORDABLE', zh: '付款不能记录', en: 'the payment may not be recorded' },
  {
    NOT_APPROVED: '结算单未批准 / The statement is not approved',
    PAID_ALREADY: '已付清，或无须付款 / It is paid, or nothing is to be paid',
    NO_ACCEPTED_INVOICE: '没有已接受的发票 / No invoice is accepted',
    EXCEEDS_UNPAID: '超过未付金额 / It exceeds what is unpaid',
    CORRECTION_OPEN: '本期有更正未了结，或更正后尚未签字 / A correction of the instalment is under way, or not signed yet',
    SUPERSEDED: '更正后应付减少，须先以补充结算单冲减 / A correction has lowered it: a supplementary statement has to set that off first',
    NOT_PAID_BEYOND: '没有多付这么多：有付款已冲销 / So much was not paid beyond what is owed: a payment was reversed',
    REFERENCE_RECORDED: '该银行流水号已记录 / A transfer of that number is recorded',
  },
);

export const PaymentNotReversibleError = obstacleError<ReversalObstacle>(
  { name: 'PaymentNotReversible', code: 'NOT_REVERSIBLE', zh: '付款不能冲销', en: 'the payment may not be reversed' },
  { REVERSED_ALREADY: '已冲销 / It is reversed' },
);

export const ProposeBankAccountResult = createUnionType({
  name: 'ProposeBankAccountResult',
  description: '提出账户的结果 / Result of proposing an account',
  types: () => [BankAccountType, InvalidInputError] as const,
});

export const ConfirmBankAccountResult = createUnionType({
  name: 'ConfirmBankAccountResult',
  description: '确认账户的结果 / Result of confirming an account',
  types: () => [BankAccountType, BankAccountNotConfirmableError] as const,
});

export const RecordPaymentResult = createUnionType({
  name: 'RecordPaymentResult',
  description: '记录付款的结果 / Result of recording a payment',
  types: () => [PaymentType, PaymentNotRecordableError, InvalidInputError] as const,
});

export const ReversePaymentResult = createUnionType({
  name: 'ReversePaymentResult',
  description: '冲销付款的结果 / Result of reversing a payment',
  types: () => [PaymentType, PaymentNotReversibleError, InvalidInputError] as const,
});
