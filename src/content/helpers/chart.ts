import type { HelperDefinition } from './definition.js';

/** `{{chart "charts/x.yaml"}}`: a chart kept in a file of its own, relative to the report's template. */
export const chart: HelperDefinition = {
  name: 'chart',
  first: 'chart',
  arity: [1, 1],
  parameters: [],
  run(call, scope) {
    const path = call.textParam(0, 'the path of a chart file');
    return scope.expandChart(path, call.context, call.paramAt(0));
  },
};
