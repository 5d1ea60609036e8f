import type { Position } from '../../diagnostics.js';
import type { About } from '../../model/project/about.js';
import type { ResourceContract } from '../contract.js';
import type { AttachmentContract, Derivations } from '../extension.js';
import type { GateRules } from '../gate/rules.js';

/** What a data package promises. */
export interface PackageContract {
  /** What the package says of itself. */
  readonly about: About;
  readonly resources: readonly ResourceContract[];
  /** Of all resources, those with a fault too. */
  readonly names: readonly string[];
  /** The resources that are no tables. */
  readonly attachments: readonly AttachmentContract[];
  /** What extensions derive from the resources. */
  readonly derivations: readonly Derivations[];
  /** What the integrity gate checks each resource by, by its name. */
  readonly rules: Readonly<Record<string, GateRules>>;
  /** Where the package, or the file that it names, lists a category, by its place in the list. */
  categoryAt(resource: string, field: string, index: number): Position;
}
