// The board's document is read while the code of its page comes.
import { openBoardPage } from '#lib/moodboards';

export const load = async ({ params }: { params: { id: string } }) => ({ BoardPage: await openBoardPage(params.id) });
