using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Memos;

/// <summary>What may happen to a memo. It may be about anything, also about what is withdrawn: that is often why it is written.</summary>
public static class MemoDecisions
{
    /// <param name="about">What it is about; a thing named twice counts once.</param>
    public static Decision Write(
        string key, string title, string text, AuditCategory category, IEnumerable<Registered> about, Locator? locator) =>
        Decision.Accept(new MemoWritten(key, title, text, category, [.. about.DistinctBy(one => one.Id).Select(one => one.Refer())], locator));

    public static Decision Revise(Memo memo, MemoRevised revised) =>
        revised == new MemoRevised(memo.Title, memo.Text, memo.Category, memo.Locator) ? Decision.Accept() : Decision.Accept(revised);

    public static Decision Attach(Guid memoId, Memo memo, Registered about)
    {
        if (about.Id == memoId)
            return Problem.Unprocessable("self-attachment", "A memo is not about itself.", "about");
        return memo.IsAbout(about.Id) ? Decision.Accept() : Decision.Accept(new MemoAttached(about.Refer()));
    }

    public static Decision Detach(Memo memo, Registered about) => memo.IsAbout(about.Id)
        ? Decision.Accept(new MemoDetached(about.Id))
        : Problem.NotFound("attachment of this memo to", about.Name);
}
