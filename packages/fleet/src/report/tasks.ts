import type { Task } from '../inventory/inventory.ts';
import type { ReportedHost, ReportedTask } from './report.ts';

/** On a serverless platform the agent watches what its tracer starts, so both have to be there. */
export function reportedTask(
  common: Omit<ReportedHost, 'kernel' | 'distro'>,
  { facts, wrapped }: Task,
): ReportedTask {
  const lacks: string[] = [];
  if (facts.agent?.value === 'none') lacks.push('no agent runs beside the workload');
  if (facts.feature?.value === 'off') lacks.push('Workload Protection is off in the agent');
  if (wrapped === false) lacks.push('no container is started by `cws-instrumentation trace`');
  // A switch that is on was found in an agent, whatever its version is.
  const hasAgent = facts.agent !== undefined || facts.feature?.value === 'on';
  const unknown = !hasAgent || wrapped === undefined;
  return {
    ...common,
    configured: lacks.length > 0 ? 'not-configured' : unknown ? 'unknown' : 'configured',
    lacks,
    family: facts.family?.value ?? null,
    launchType: facts.launch_type?.value ?? null,
  };
}
