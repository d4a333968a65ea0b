import fc from 'fast-check';

/*
 * Properties see the same input in each run, so that a failure is one of the change at hand. `SECL_SEED=random` looks for
 * what they have not seen yet, `SECL_SEED=NUMBER` at one failure again.
 */
const { SECL_SEED: chosen = '1' } = process.env;
if (chosen !== 'random') fc.configureGlobal({ seed: Number(chosen) });
