/** The words that derived datasets print, in one place: labels, titles and the meanings of cells without a number. */
export const words = {
  total: 'Total',
  nothingDue: 'not applicable: nothing was planned for the year',
  noActions: 'not applicable: no actions',
  noBudget: 'not applicable: no budget was planned',
  nothingScored: 'not applicable: no indicator was scored',
  neutral: 'not scored: the direction is neutral',
  noValue: 'not available: no value was recorded for the year',
  gap: {
    'no-values': 'gap: no value was recorded for any year',
    'no-year': 'gap: no value was recorded for the year',
    'no-baseline': 'gap: there is no baseline',
    'no-target': 'gap: there is no target for the year',
    'no-actual': 'gap: there is no actual value for the year',
    'no-way': 'gap: the target is the baseline',
  },
  verdicts: {
    reached: 'Target reached',
    advanced: 'At least half way',
    behind: 'Less than half way',
    'not-scored': 'Not scored',
    gap: 'Gap',
  },
} as const;
