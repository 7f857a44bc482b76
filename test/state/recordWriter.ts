import { writeSync } from 'node:fs';
import { errorCode } from '../../common/errors.ts';
import { SqliteStorage } from '../../state/sqliteStorage.ts';

/**
 * A program for tests: commits numbered records to the file it is given, and prints each number once acknowledged.
 * The record `all`, in the same commit, holds the last number. Ends when a commit is refused, after printing the code.
 */
const storage = new SqliteStorage(process.argv[2] ?? '', { clock: Date.now, onQuarantine: print });

for (let number = 0; number < 1_000_000; number += 1) {
  try {
    await storage.commit({ [`record-${number}`]: { number, filler: 'x'.repeat(2000) }, all: { number } });
  } catch (error) {
    print(errorCode(error));
    break;
  }
  print(String(number));
}

function print(line: string): void {
  writeSync(1, `${line}\n`);
}
