/** The words that derived datasets print, in one place: labels, titles and why a cell has no number. */
export const words = {
  total: 'Total',
  nothingDue: 'nothing was planned for the year',
  noActions: 'no actions',
  noBudget: 'no budget was planned',
  nothingScored: 'no indicator was scored',
  neutral: 'the direction is neutral',
  noValue: 'no value was recorded for the year',
  gap: {
    'no-values': 'no value was recorded for any year',
    'no-year': 'no value was recorded for the year',
    'no-baseline': 'there is no baseline',
    'no-target': 'there is no target for the year',
    'no-actual': 'there is no actual value for the year',
    'no-way': 'the target is the baseline',
  },
  verdicts: {
    reached: 'Target reached',
    advanced: 'At least half way',
    behind: 'Less than half way',
    'not-scored': 'Not scored',
    gap: 'Gap',
  },
} as const;
