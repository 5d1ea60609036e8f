import type { ChartForm } from '../forms/chart-form.js';
import { vegaForms } from '../forms/forms.js';
import { mapForm } from './maps/form.js';

/** Every short form, in the order in which messages list their helpers. What draws charts reads this file, and no other list. */
export const chartForms: readonly ChartForm[] = [...vegaForms, mapForm];
