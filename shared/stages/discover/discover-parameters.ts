import { givenByStep } from '../../sql/stage';
import type { Discovery } from './discover';

export const discovery = givenByStep<Discovery>('discovery', 'What is in the folder, file by file.');
