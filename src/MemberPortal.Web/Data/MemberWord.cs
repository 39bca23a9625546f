using System.Linq.Expressions;

namespace MemberPortal.Web.Data;

/// <summary>
/// One word by which a member is found: a column with the whole name would only be found by its beginning. Kept by
/// <see cref="KeepMemberWords"/> wherever a name or an address is set.
/// </summary>
internal sealed class MemberWord
{
    /// <summary>Sorts behind everything that people write.</summary>
    private const string LastLetter = "\U0010FFFF";

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

    /// <summary>A range of the index, where LIKE would read the whole of it.</summary>
    public static Expression<Func<MemberWord, bool>> BeginningWith(string letters)
    {
        var last = letters + LastLetter;
#pragma warning disable CA1310 // the database compares
        return word => word.Word.CompareTo(letters) >= 0 && word.Word.CompareTo(last) < 0;
#pragma warning restore CA1310
    }
}
