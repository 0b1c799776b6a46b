import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { followTheme } from './app/theme';
import { addTexts, speak } from './i18n/i18n';
import { texts as home } from './features/home/texts';
import { texts as library } from './features/library/texts';

followTheme();
await Promise.all([addTexts(home), addTexts(library)]);
await speak();
const place = document.getElementById('app');
if (place) createRoot(place).render(<StrictMode><App /></StrictMode>);
