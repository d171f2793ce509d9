import { createUnionType } from 'type-graphql';
import { obstacleError } from '../../platform/graphql/obstacles.type.js';
import { InvalidInputError } from '../../platform/graphql/user-error.type.js';
import type { AuthenticationObstacle, InvoiceDecisionObstacle } from './decide-invoice.use-case.js';
import { InvoiceType } from './invoice.type.js';
import { SettlementStatementType } from './statement.type.js';
import type { InvoiceObstacle, RequestObstacle } from './submit-invoice.use-case.js';

const STANDING = {
  NOT_APPROVED: '结算单未批准 / The statement is not approved',
  NOTHING_DUE: '本单无应付款 / Nothing is due by the statement',
  INVOICE_STANDS: '已有待决定或已接受的发票 / An invoice is to be decided, or accepted',
} as const;

export const InvoiceNotRequestableError = obstacleError<RequestObstacle>(
  { name: 'InvoiceNotRequestable', code: 'NOT_REQUESTABLE', zh: '不能要求开票', en: 'no invoice can be asked for' },
  { ...STANDING, REQUESTED_ALREADY: '已要求开票 / It is asked for' },
);

export const InvoiceNotSubmittableError = obstacleError<InvoiceObstacle>(
  { name: 'InvoiceNotSubmittable', code: 'NOT_SUBMITTABLE', zh: '发票不能提交', en: 'the invoice cannot be submitted' },
  {
    ...STANDING,
    NOT_ASKED_BY_CONTRACT: '合同数据没有发票规则 / The contract’s data has no rules for invoices',
    PARTS_MISSING: '文件尚未传完 / Parts of a file are missing',
    ALREADY_SUBMITTED: '文件已作证据提交 / A file is submitted already',
    UPLOAD_EXPIRED: '上传已过期 / An upload has expired',
  },
);

export const InvoiceNotDecidableError = obstacleError<InvoiceDecisionObstacle>(
  { name: 'InvoiceNotDecidable', code: 'NOT_DECIDABLE', zh: '发票不能如此决定', en: 'the invoice cannot be decided so' },
  {
    DECIDED_ALREADY: '已决定 / It is decided',
    PAID_ALREADY: '结算单已付清 / The statement is paid',
    CHECK_FAILED: '有核对项不符 / A check fails',
    FILE_NOT_CHECKED: '文件尚在检查 / A file is still being checked',
    FILE_REFUSED: '文件未通过检查或已撤回 / A file was refused or withdrawn',
  },
);

export const AuthenticationNotRecordableError = obstacleError<AuthenticationObstacle>(
  {
    name: 'AuthenticationNotRecordable',
    code: 'NOT_RECORDABLE',
    zh: '不能记录未通过认证',
    en: 'the failed authentication cannot be recorded',
  },
  {
    NOT_ACCEPTED: '发票未接受 / The invoice is not accepted',
    RECORDED_ALREADY: '已记录 / It is recorded',
    NO_CLAIM_BY_CONTRACT: '合同没有相应的违约金 / The contract gives no claim for it',
  },
);

export const RequestInvoiceResult = createUnionType({
  name: 'RequestInvoiceResult',
  description: '要求开票的结果 / Result of asking for an invoice',
  types: () => [SettlementStatementType, InvoiceNotRequestableError] as const,
});

export const SubmitInvoiceResult = createUnionType({
  name: 'SubmitInvoiceResult',
  description: '提交发票的结果 / Result of submitting an invoice',
  types: () => [InvoiceType, InvoiceNotSubmittableError, InvalidInputError] as const,
});

export const DecideInvoiceResult = createUnionType({
  name: 'DecideInvoiceResult',
  description: '接受或退回发票的结果 / Result of accepting or rejecting an invoice',
  types: () => [InvoiceType, InvoiceNotDecidableError, InvalidInputError] as const,
});

export const RecordAuthenticationFailureResult = createUnionType({
  name: 'RecordAuthenticationFailureResult',
  description: '记录未通过认证的结果 / Result of recording a failed authentication',
  types: () => [InvoiceType, AuthenticationNotRecordableError, InvalidInputError] as const,
});
