import type { ChildProcess } from 'node:child_process';

export declare function endWithUs(child: ChildProcess, signal: 'INT' | 'KILL'): void;
