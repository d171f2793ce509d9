/** Everything that somebody may be permitted to do. */
const PERMISSIONS = [
  /** See the tenant's contracts, their clauses, rubrics and readings. */
  'contract:read',
  /** See periods and what was recorded for them, as far as it is the reader's to see. */
  'period:read',
  /** See published scorecards. */
  'score:read',
  /** See drafts, and before publication what others than the vendor recorded. */
  'draft:read',
  /** See who acts for which organisation. */
  'membership:read',
  /** Try a case; nothing is stored. */
  'preview:run',
  /** Record figures of any source that is typed in. */
  'observation:record',
  /** Record figures of source VENDOR. */
  'observation:submit',
  /** Record findings, confirm, reject and withdraw them. */
  'finding:record',
  /** Propose what is in the vendor's favour. */
  'finding:propose',
  /** Propose any finding, as a system. */
  'finding:report',
  'judgement:record',
  'score:write',
  'score:publish',
  /** Open a published scorecard again. */
  'score:correct',
  'appeal:submit',
  'appeal:decide',
  /** Set dates of what is owed, consent to delays, demand, record events, review what was delivered. */
  'obligation:manage',
  /** Deliver what the vendor owes. */
  'deliverable:submit',
  /** Enter what the agency delivers, or got on paper. */
  'deliverable:receive',
  /** Upload files and submit them as evidence, and take them back. */
  'evidence:submit',
  /** Accept evidence and return it. */
  'evidence:review',
  /** Record spot checks and samples, with what follows from them. */
  'check:record',
  /** Issue, answer and close notices for the agency. */
  'agency:notify',
  /** The same for the vendor. */
  'vendor:notify',
  /** Act for the agency: sign and refuse, propose and agree readings. */
  'agency:bind',
  /** Act for the vendor in the same way. */
  'vendor:bind',
  /** See statements, invoices, payments and the contract's account. */
  'statement:read',
  /** See what could be settled now. */
  'statement:draft',
  'statement:issue',
  'statement:approve',
  /** Request invoices, accept and reject them, and enter those that came on paper. */
  'invoice:manage',
  /** Submit the vendor's invoices. */
  'invoice:submit',
  'payment:record',
  /** See corporate accounts, their numbers masked. */
  'account:read',
  /** Propose any party's corporate account, and confirm those that others proposed. */
  'account:manage',
  /** Propose the vendor's corporate account. */
  'account:propose',
  /** Amend contracts and the calendar, with the document. */
  'contract:amend',
  /** See the roster, duty, trainings and exams; who somebody is only masked. */
  'staff:read',
  /** See leave, events and months of single operators, and proofs of health. */
  'operator:read',
  /** Keep the vendor's people: changes, admissions, departures, proofs, duty, trainings, exams. */
  'staff:manage',
  /** Approve changes, demand replacements, correct the roster and take its snapshots. */
  'staff:decide',
  /** Record leave and events of the operators, and close their months. */
  'operator:record',
  /** Confirm operators' months, mark operators, settle what became of leave. */
  'operator:confirm',
  /** See who somebody is, each time with a reason that is kept. */
  'person:disclose',
  /** Erase what is personal of those who have left. */
  'person:erase',
  /** See who did what. */
  'audit:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const READS_PUBLISHED = [
  'contract:read',
  'period:read',
  'score:read',
  'statement:read',
  'staff:read',
  'preview:run',
] as const satisfies Permission[];
const READS_DRAFTS = [...READS_PUBLISHED, 'draft:read', 'statement:draft', 'account:read'] as const satisfies Permission[];

/** The one table of what each role may do. A machine may do what its token's scopes say, of what machines may do at all. */
export const ROLE_PERMISSIONS = {
  ASSESSOR: [
    ...READS_DRAFTS,
    'observation:record',
    'finding:record',
    'judgement:record',
    'score:write',
    'score:publish',
    'score:correct',
    'appeal:decide',
    'obligation:manage',
    'deliverable:receive',
    'evidence:submit',
    'evidence:review',
    'check:record',
    'agency:notify',
    'staff:decide',
    'operator:read',
    'operator:confirm',
    'person:disclose',
  ],
  AGENCY_SIGNATORY: [...READS_DRAFTS, 'agency:bind', 'agency:notify'],
  FINANCE: [...READS_DRAFTS, 'statement:issue', 'statement:approve', 'invoice:manage', 'payment:record', 'account:manage'],
  VENDOR_STAFF: [
    ...READS_PUBLISHED,
    'observation:submit',
    'finding:propose',
    'appeal:submit',
    'deliverable:submit',
    'evidence:submit',
    'invoice:submit',
  ],
  VENDOR_MANAGER: [
    ...READS_PUBLISHED,
    'observation:submit',
    'finding:propose',
    'appeal:submit',
    'deliverable:submit',
    'evidence:submit',
    'membership:read',
    'vendor:notify',
    'invoice:submit',
    'account:read',
    'account:propose',
    'staff:manage',
    'operator:read',
    'operator:record',
    'person:disclose',
  ],
  VENDOR_SIGNATORY: [...READS_PUBLISHED, 'appeal:submit', 'vendor:bind', 'vendor:notify'],
  AUDITOR: [...READS_DRAFTS, 'membership:read', 'operator:read', 'audit:read'],
  MACHINE: [
    'contract:read',
    'period:read',
    'score:read',
    'statement:read',
    'staff:read',
    'draft:read',
    'observation:record',
    'finding:report',
  ],
  TENANT_ADMIN: [...READS_PUBLISHED, 'membership:read', 'contract:amend', 'person:erase'],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;

export type Role = keyof typeof ROLE_PERMISSIONS;

export const ROLES = Object.keys(ROLE_PERMISSIONS) as Role[];

export const isRole = (role: string): role is Role => Object.hasOwn(ROLE_PERMISSIONS, role);

/** The permissions of all roles together. Roles that do not exist give none. */
export function permissionsOf(roles: readonly string[], scopes: readonly string[]): ReadonlySet<Permission> {
  const ofRole = (role: Role): readonly Permission[] =>
    role === 'MACHINE' ? ROLE_PERMISSIONS.MACHINE.filter((permission) => scopes.includes(permission)) : ROLE_PERMISSIONS[role];
  return new Set(roles.filter(isRole).flatMap(ofRole));
}
