import { p } from '@mikro-orm/core';

/** Who recorded something, and when. */
export const recordedBySomebody = () => ({
  recordedBy: p.string().length(255),
  recordedAt: p.datetime(),
});
