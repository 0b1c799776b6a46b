import type { EntityMetadata } from 'typeorm';

/** The tree `rulesToAST` gives: conditions on columns under and/or. */
export interface Condition {
  operator: string;
  field?: string;
  value: unknown;
}

const allowed = new Set(['eq', 'in', 'nin']);

/**
 * A policy's conditions as SQL over one table. Closed on purpose: no ordering, no joins, negation only where NULL cannot be, so that
 * JavaScript and SQL cannot differ. Throws for anything a policy must not say.
 * @param bind takes a value and gives back its placeholder ('$3', ':policy_3')
 */
export function compile(root: Condition | null, metadata: EntityMetadata, alias: string, bind: (value: unknown) => string): string {
  const sql = (node: Condition): string => {
    if (node.operator === 'and' || node.operator === 'or') {
      const parts = (node.value as Condition[]).map(sql);
      if (parts.length === 0) return node.operator === 'and' ? 'TRUE' : 'FALSE';
      return `(${parts.join(node.operator === 'and' ? ' AND ' : ' OR ')})`;
    }
    const column = metadata.findColumnWithPropertyPath(node.field ?? '');
    if (!column || !allowed.has(node.operator) || (node.operator === 'nin' && column.isNullable)) {
      throw new Error(`not allowed in a policy: ${node.operator} ${node.field}`);
    }
    const list = `${bind(node.operator === 'eq' ? [node.value] : node.value)}::${String(column.type)}[]`;
    const name = `"${alias}"."${column.databaseName}"`;
    const hit = column.isArray ? `${name} && ${list}` : `${name} = ANY(${list})`;
    return node.operator === 'nin' ? `NOT (${hit})` : hit;
  };
  return root === null ? 'FALSE' : sql(root); // no rule at all: nothing
}
