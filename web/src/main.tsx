import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { followTheme } from './app/theme';
import { speak } from './i18n/i18n';

followTheme();
await speak();
const place = document.getElementById('app');
if (place) createRoot(place).render(<StrictMode><App /></StrictMode>);
