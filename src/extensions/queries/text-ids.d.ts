/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};
declare module '../../problems/text-id.js' {
  interface TextParameters {
  'data/package.ends': never;
  'data/package.kept': never;
  'data/package.query': 'name';
  'data/package.source': never;
  'data/package.tell': never;
  'data/query-kept.change': never;
  'data/query-kept.query': 'file';
  'data/query-kept.stands': never;
  'host/database.failure': 'code' | 'variable';
  'host/database.variable': never;
  'protect/query': 'name' | 'tables';
  'queries/check-sql.begins': 'text';
  'queries/check-sql.digits': never;
  'queries/check-sql.distinct': never;
  'queries/check-sql.empty': never;
  'queries/check-sql.functions': 'allowedFunctions' | 'text';
  'queries/check-sql.inside': 'text';
  'queries/check-sql.leaves': 'key';
  'queries/check-sql.names': never;
  'queries/check-sql.order': never;
  'queries/check-sql.plain': 'text';
  'queries/check-sql.query': 'text' | 'why';
  'queries/check-sql.sign': never;
  'queries/check-sql.single': 'text';
  'queries/check-sql.statement': never;
  'queries/engine-fault.refusal': 'message';
  'queries/engine-fault.table': 'names' | 'unknown';
  'queries/load-query.passes': 'name' | 'otherName' | 'what';
  'queries/load-query.table': 'names';
  'queries/query-worker.x0': never;
  'queries/result.column': 'name' | 'type' | 'wanted' | 'wholeNumbers';
  }
}
