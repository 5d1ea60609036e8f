import type { Outcome } from '../../src/diagnostics.js';
import type { Host } from '../../src/host/host.js';
import type { House } from '../../src/model/house.js';
import type { ResourceLimits } from '../../src/resource-limits.js';
import type { DrawCharts } from '../../src/session/draw-charts.js';
import { type CompiledReport, checkReport, illustrate, writeText } from '../../src/session/write-report.js';

interface WrittenWith {
  readonly draw: DrawCharts;
  readonly house?: House;
  readonly allFrames?: boolean;
  readonly limits?: ResourceLimits;
}

/** A report as a finished tree, and all that is said of it, without a session. */
export async function writeReport(
  input: Parameters<typeof writeText>[0],
  host: Host,
  { draw, limits, ...more }: WrittenWith,
): Promise<Outcome<CompiledReport | undefined>> {
  const written = await writeText(input, host);
  const { value, diagnostics } = await illustrate({ ...written, ...more }, draw);
  const ofText = await written.content.read({ host, data: input.data });
  const ofReport = value === undefined ? [] : checkReport(value, input.data, limits);
  return { value, diagnostics: [...ofText, ...diagnostics, ...ofReport] };
}
