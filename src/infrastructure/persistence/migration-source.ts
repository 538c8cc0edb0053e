import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Knex } from 'knex';

interface MigrationFile {
  readonly name: string;
  readonly file: string;
}

/** Migrations by name without extension, so that a build and the sources agree on what has run. */
export class FolderMigrationSource implements Knex.MigrationSource<MigrationFile> {
  constructor(private readonly folder: string) {}

  async getMigrations(): Promise<MigrationFile[]> {
    const files = (await readdir(this.folder)).filter((file) => /^\d{14}_\w+\.(ts|js)$/.test(file)).sort();
    return files.map((file) => ({ name: file.replace(/\.\w+$/, ''), file: path.join(this.folder, file) }));
  }

  getMigrationName({ name }: MigrationFile): string {
    return name;
  }

  async getMigration({ file }: MigrationFile): Promise<Knex.Migration> {
    return (await import(pathToFileURL(file).href)) as Knex.Migration;
  }
}
