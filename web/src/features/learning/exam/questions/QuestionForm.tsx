import type { Area, Question } from '../../../../api/examinations';
import { Figure } from './Figure';
import { ManyQuestion, OneQuestion } from './ChoiceQuestion';
import { DecisionQuestion } from './DecisionQuestion';
import { EssayQuestion, PracticalQuestion } from './JudgedQuestion';
import { MatchingQuestion } from './MatchingQuestion';
import { OrderingQuestion } from './OrderingQuestion';
import { PictureForm } from './PictureQuestion';
import { NumberQuestion, TextQuestion } from './TypedQuestion';
import { ZoneQuestion } from './ZoneQuestion';
import type { FormProps } from './form-props';
import './questions.css';

/** A question with the means to answer it, whatever its kind; all of them by keyboard alone. `areas` shows where on a picture it was. */
export function QuestionForm({ areas, ...props }: FormProps<Question['type']> & { areas?: Area[] }) {
  const { question } = props;
  return (
    <div className="question stack">
      {'figure' in question && question.figure && question.type !== 'hotspot' && question.type !== 'compare' && <Figure figure={question.figure} />}
      <Form {...props} areas={areas} />
    </div>
  );
}

function Form({ question, areas, ...rest }: FormProps<Question['type']> & { areas?: Area[] }) {
  switch (question.type) {
    case 'choice': return <OneQuestion question={question} {...rest} />;
    case 'choices': return <ManyQuestion question={question} {...rest} />;
    case 'matching': return <MatchingQuestion question={question} {...rest} />;
    case 'ordering': return <OrderingQuestion question={question} {...rest} />;
    case 'numeric': return <NumberQuestion question={question} {...rest} />;
    case 'short_text': return <TextQuestion question={question} {...rest} />;
    case 'mrz': return <ZoneQuestion question={question} {...rest} />;
    case 'decision': return <DecisionQuestion question={question} {...rest} />;
    case 'essay': return <EssayQuestion question={question} {...rest} />;
    case 'practical': return <PracticalQuestion question={question} />;
    case 'hotspot':
    case 'compare': return <PictureForm question={question} {...rest} areas={areas} />;
  }
}
