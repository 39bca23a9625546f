using MemberPortal.Web.Data;
using MemberPortal.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace MemberPortal.Web.Tests.Data;

/// <summary>The words by which members are found follow their names and addresses, whoever sets them.</summary>
public sealed class MemberWordsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_new_member_has_the_words_of_name_and_address()
    {
        var member = await AddAsync("Ольга Bjørk Bjørk", "Olga@Example.org");

        Assert.Equal(["@olga@example.org", "bjork", "olga", "ольга"], await WordsAsync(member));
    }

    [Fact]
    public async Task Another_name_and_another_address_replace_the_words()
    {
        var member = await AddAsync("Kari Nordmann", "kari@example.org");

        await ChangeAsync(member, m => (m.Name, m.Email) = ("Kari Aas", null));
        Assert.Equal(["aas", "kari"], await WordsAsync(member));

        await ChangeAsync(member, m => m.Email = "aas@example.org");
        Assert.Equal(["@aas@example.org", "aas", "kari"], await WordsAsync(member));

        await ChangeAsync(member, m => m.Language = "sv");
        Assert.Equal(["@aas@example.org", "aas", "kari"], await WordsAsync(member));
    }

    private async Task<Member> AddAsync(string name, string? email)
    {
        var member = SampleRows.NewMember(name, email: email);
        await database.WithDbAsync(async db =>
        {
            db.Add(member);
            await db.SaveChangesAsync();
        });
        return member;
    }

    private Task ChangeAsync(Member member, Action<Member> change) => database.WithDbAsync(async db =>
    {
        change(await db.Members.SingleAsync(m => m.Id == member.Id));
        await db.SaveChangesAsync();
    });

    private Task<List<string>> WordsAsync(Member member) => database.WithDbAsync(
        db => db.MemberWords.Where(w => w.MemberId == member.Id).Select(w => w.Word).OrderBy(w => w).ToListAsync());
}
