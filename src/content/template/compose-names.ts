import Handlebars from 'handlebars';
import { composed } from '../../model/composed.js';

/** Puts letters and their accents together in every name and argument of a template: those of the data are so too. */
export function composeNames(program: hbs.AST.Program): void {
  new Composer().accept(program);
}

class Composer extends Handlebars.Visitor {
  override StringLiteral(literal: hbs.AST.StringLiteral): void {
    literal.value = composed(literal.value);
    literal.original = composed(literal.original);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    path.original = composed(path.original);
    path.parts = path.parts.map((part) => (typeof part === 'string' ? composed(part) : part));
  }

  HashPair(pair: hbs.AST.HashPair): void {
    pair.key = composed(pair.key);
    this.accept(pair.value);
  }
}
