export * from './problem.ts';
export * from './span.ts';
