namespace MemberPortal.Web.Data;

/// <summary>
/// One word by which a member is found: a column with the whole name would only be found by its beginning. Kept by
/// <see cref="KeepMemberWords"/> wherever a name or an address is set.
/// </summary>
internal sealed class MemberWord
{
    public int MemberId { get; init; }

    /// <summary>As <see cref="SearchText"/> folds it: "nordmann"; or the mail address, behind an @ that no name begins with.</summary>
    public required string Word { get; init; }

    /// <summary>All of a member, each once.</summary>
    public static IEnumerable<MemberWord> Of(Member member)
    {
        var words = SearchText.WordsOf(member.Name);
        string[] address = member.Email is null ? [] : [SearchText.AddressOf(member.Email)];
        return words.Concat(words.Select(SearchText.InLatin)).Concat(address)
            .Where(word => word.Length > 0)
            .Distinct()
            .Select(word => new MemberWord { MemberId = member.Id, Word = word });
    }
}
