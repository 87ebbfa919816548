import type { PrintJob } from '../print-layer.tsx';
import { Labels, type LabelPaper } from './label.tsx';
import type { LabelContent, PostingListContent } from './post-content.ts';
import { PostingList } from './posting-list.tsx';

/** Labels as papers to print. */
export function labelsJob(labels: readonly LabelContent[], paper: LabelPaper): PrintJob {
  return { element: <Labels labels={labels} paper={paper} />, foot: null, text: labels };
}

/** A copy of a posting list as a paper to print. */
export function postingListJob(content: PostingListContent): PrintJob {
  return {
    element: <PostingList content={content} />,
    foot: `Bảng kê ${content.number}, ${content.copy}`,
    text: content,
  };
}
