/** How far a period has come. */
export type PeriodState = 'OPEN' | 'SCORED' | 'PUBLISHED' | 'CONTESTED' | 'SIGNED' | 'SETTLED';
