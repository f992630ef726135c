import type { FileReport } from '../../../shared/contract/sources';
import classes from './file-panel.module.css';

/** The first records as they stand in the file, nothing changed. */
export function Preview({ report }: { readonly report: FileReport }) {
  if (report.preview.length === 0) return <p className={classes.muted}>There is no record to show.</p>;
  return (
    <div className={classes.preview} tabIndex={0} role="region" aria-label="First records of the file">
      <table>
        <thead>
          <tr>
            {report.headers.map((header, index) => (
              <th key={`${header}-${String(index)}`} scope="col">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.preview.map((record, index) => (
            <tr key={index}>
              {record.map((value, position) => (
                <td key={position} title={value}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
