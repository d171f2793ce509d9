// Loaded before the command with --import: at its end the greatest memory it held, in kibibytes, stands on standard error.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) process.on('exit', () => process.stderr.write(`${process.resourceUsage().maxRSS}\n`));
