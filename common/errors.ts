/**
 * A fault somebody must mend: an operator or an editor. Parents never see one.
 *
 * `code` is stable and listed in `docs/errors.md`. Expected ends (no answer, stop) are values, not errors.
 */
export class AppError extends Error {
  override readonly name: string = 'AppError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Settings that do not fit, all of them at once, each naming its setting. */
export class SettingsError extends AppError {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  - ${problem}`);
    super('SETTINGS_INVALID', ['The settings have problems:', ...lines].join('\n'));
    this.problems = problems;
  }
}

/** The code of any thrown value, safe to log; `UNKNOWN` for what has none. Never the message, which may hold text. */
export function errorCode(error: unknown): string {
  if (error instanceof AppError) return error.code;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'UNKNOWN';
}
