import type { CellKey } from '../quantity.js';

/** Where a printed number comes from, in the words of a reader: no names of files, fields or operations. */
export interface Provenance {
  /** What it is: "Implementation rate", "Victims". */
  readonly title: string;
  /** How it came about: "22 of 32 actions (Implemented 8, On track 14)"; of a missing value its meaning. */
  readonly how: string;
  /** The calculation in words, "part ÷ whole × 100"; undefined where nothing is calculated. */
  readonly rule?: string;
  /** The calculation in numbers, "38 ÷ 233 × 100 ≈ 16.3"; undefined where no reader would follow it. */
  readonly equation?: string;
  /**
   * Each cell once, in the order of the calculation, as rows: those of a row are about one thing, and the first names it. One cell is
   * one object in a report.
   */
  readonly rows: readonly (readonly SourceCell[])[];
}

/** A cell of the data in the words of its dataset. */
export interface SourceCell {
  readonly key: CellKey;
  readonly dataset: SourceDataset;
  /** The title of its measure or attribute. */
  readonly what: string;
  /** The labels of its categories, in the order of the heads of its dataset. */
  readonly labels: readonly string[];
  /** Its number as the data have it, a symbol or a word; empty where the data do not have it any more. */
  readonly text: string;
}

/** The dataset of a cell, as far as a reader is told. One dataset is one object in a report. */
export interface SourceDataset {
  readonly title: string;
  readonly sources: readonly string[];
  /** The titles of its dimensions. */
  readonly heads: readonly string[];
  readonly illustrative: boolean;
  /** Of the result of a query, the titles of the datasets that it read. */
  readonly queried?: readonly string[];
  /** Why it prints counts of very few persons, where it does. */
  readonly whySmall: readonly string[];
}
