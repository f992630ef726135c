import type { BreakdownMeasure } from '../../../shared/charts/breakdown-chart';

export const MEASURE_NAMES: { readonly [M in BreakdownMeasure]: string } = {
  appointment: 'Appointments',
  demo: 'Demos',
  sale: 'Sales',
};
