import { Field, ObjectType } from 'type-graphql';
import { UserError } from './user-error.type.js';
import { wordEnum } from './word-enum.js';

/** An error type that names everything which stands in a command's way, with the enum of what that can be. */
export function obstacleError<O extends string>(
  { name, code, zh, en }: { readonly name: string; readonly code: string; readonly zh: string; readonly en: string },
  words: Readonly<Record<O, string>>,
) {
  const Obstacle = wordEnum(`${name}Obstacle`, `${zh}的原因 / Why: ${en}`, words);

  @ObjectType(`${name}Error`, { implements: UserError, description: `${zh} / ${en}` })
  class ObstacleError extends UserError {
    @Field(() => [Obstacle], { description: '全部原因 / Every reason' })
    readonly obstacles: readonly O[];

    constructor(obstacles: readonly O[]) {
      super();
      this.obstacles = obstacles;
      Object.assign(this, { code, message: obstacles.map((obstacle) => words[obstacle]).join('; ') });
    }
  }
  return ObstacleError;
}
