import './ui/base.css';
import { composeApp } from './app/composition.ts';
import { startDashboard } from './app/start.tsx';

await startDashboard(composeApp());
