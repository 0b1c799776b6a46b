import type { Area, Place } from '../../../../api/examinations';

/** Drawn over a picture: numbered marks, the crosshair, and afterwards where it was. Said in words beside the picture, so it is silent. */
export function Overlay({ points, cross, areas }: { points: Place[]; cross: Place | null; areas: Area[] }) {
  return (
    <svg className="picture-overlay" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {areas.map(({ id, shape }) => {
        if (shape.kind === 'rectangle') return <rect key={id} className="picture-area" x={shape.x * 100} y={shape.y * 100} width={shape.width * 100} height={shape.height * 100} />;
        if (shape.kind === 'ellipse') return <ellipse key={id} className="picture-area" cx={shape.cx * 100} cy={shape.cy * 100} rx={shape.rx * 100} ry={shape.ry * 100} />;
        return <polygon key={id} className="picture-area" points={shape.points.map(([x, y]) => `${x * 100},${y * 100}`).join(' ')} />;
      })}
      {cross && <path className="picture-cross" d={`M${cross.x * 100} 0V100M0 ${cross.y * 100}H100`} />}
      {points.map(({ x, y }, index) => (
        <path key={index} className="picture-mark" d={`M${x * 100} ${y * 100}h0.001`} />
      ))}
    </svg>
  );
}
