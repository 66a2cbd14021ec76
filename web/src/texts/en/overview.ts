export const overview = {
  'overview.title': 'Overview',
  'overview.looking': 'Looking…',
  'overview.allWell': 'All is well',
  'overview.notAllSeen': 'Not everything could be looked at',
  'overview.orMore': '{text}, or more',
  'overview.wrong': '{count, plural, one {One thing needs you} other {# things need you}}',
  'overview.health.dead':
    '{count, plural, =0 {No work has failed for good} one {# job has failed for good} other {# jobs have failed for good}}',
  'overview.health.numbers':
    '{count, plural, =0 {All numbers are well} one {# number needs attention} other {# numbers need attention}}',
  'overview.health.accounts':
    '{count, plural, =0 {All tokens are accepted} one {# account without a good token} other {# accounts without a good token}}',
  'overview.health.purchases':
    '{count, plural, =0 {No purchase has failed} one {# purchase has failed} other {# purchases have failed}}',
  'overview.health.unrouted':
    '{count, plural, =0 {Nobody waits for an importer} one {# sender waits for an importer} other {# senders wait for an importer}}',
  'overview.health.unprocessed':
    '{count, plural, =0 {All that came in was taken in} one {# payload could not be taken in} other {# payloads could not be taken in}}',
  'overview.health.refused':
    '{count, plural, =0 {Nobody spoke for numbers of others} one {An account spoke for numbers of others} other {Accounts spoke for numbers of others, # times}}',
  'overview.health.conflicts':
    '{count, plural, =0 {No sender has two owners} one {# sender has two owners} other {# senders have two owners}}',
  'overview.health.silent':
    '{count, plural, =0 {No WAHA session is silent} one {# WAHA session is silent} other {# WAHA sessions are silent}}',
  'overview.subject.unprocessed': 'What came in',
  'overview.subject.refused': 'Events that were not believed',
  'overview.subject.conflicts': 'Senders with two owners',
  'overview.subject.silent': 'WAHA sessions',
  'overview.subject.dead': 'Work',
  'overview.subject.numbers': 'Numbers',
  'overview.subject.accounts': 'Tokens of accounts',
  'overview.subject.purchases': 'Purchases',
  'overview.subject.unrouted': 'Unrouted senders',
  'overview.notSeen': '{subject}: could not be looked at',
  'overview.figures': 'Figures',
  'overview.counted': 'Counted',
  'overview.recount': 'Count again',
  'overview.counting': 'Counting…',
  'overview.suspended': '{count, plural, one {and # suspended} other {and # suspended}}',
  'overview.senders': 'Senders',
  'overview.contacts': 'Customers',
  'overview.staffPhones': 'Staff phones',
  'overview.links': 'Links',
  'overview.perDay': 'Messages per day',
  'overview.most': 'at most {count}',
  'overview.perTenant': 'Importers with most customers',
  'overview.thisMonth': 'Messages this month',
} as const;
