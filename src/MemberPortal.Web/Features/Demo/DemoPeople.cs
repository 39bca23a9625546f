using System.Globalization;
using MemberPortal.Web.Data;

namespace MemberPortal.Web.Features.Demo;

/// <summary>
/// The members: those of the demo accounts, and a crowd from names.csv in five languages. Nobody's address is real:
/// example.org belongs to nobody (RFC 2606).
/// </summary>
internal static class DemoPeople
{
    private const int FirstNumber = 1001;

    /// <summary>One in so many of the crowd has told the club no address.</summary>
    private const int WithoutAddress = 16;

    /// <summary>In the order of joining, which is the order of their numbers.</summary>
    public static IReadOnlyList<Member> All(Random chance, DateOnly today)
    {
        var crowd = Crowd(chance).Select((person, i) => (
            person.Name,
            person.Language,
            Email: i % WithoutAddress == 7 ? null : $"{AddressOf(person.Name)}@example.org",
            JoinedOn: chance.Next(4) == 0 ? today.AddDays(-chance.Next(20, 700)) : today.AddDays(-chance.Next(750, 3300))));
        var accounts = DemoPerson.All.Where(p => p.IsMember).Select((person, i) => (
            person.Name,
            person.Account.Language,
            Email: (string?)person.Account.Email,
            JoinedOn: person.Account.Shows == DemoStories.NothingYet ? today.AddDays(-2) : today.AddDays(-1200 - 40 * i)));

        return
        [
            .. crowd.Concat(accounts).OrderBy(p => p.JoinedOn).ThenBy(p => p.Name, StringComparer.Ordinal).Select((person, i) => new Member
            {
                Id = i + 1,
                Number = FirstNumber + i,
                Name = person.Name,
                Email = person.Email,
                Language = person.Language,
                JoinedOn = person.JoinedOn,
                ProviderKey = DemoClub.NewGuid(chance),
            }),
        ];
    }

    private static List<(string Name, string Language)> Crowd(Random chance)
    {
        var taken = DemoPerson.All.Select(p => p.Name).ToHashSet();
        var rows = DemoFile.Rows("names.csv");
        var people = new List<(string, string)>();
        foreach (var language in rows.GroupBy(row => row[0]))
        {
            for (var left = int.Parse(language.First()[1], CultureInfo.InvariantCulture); left > 0;)
            {
                var gender = chance.Next(5) < 3 ? "female" : "male";
                var name = $"{Pick(language, "given", gender, chance)} {Pick(language, "family", gender, chance)}";
                if (!taken.Add(name))
                    continue;

                people.Add((name, language.Key));
                left--;
            }
        }

        return people;
    }

    private static string Pick(IEnumerable<string[]> rows, string part, string gender, Random chance)
    {
        var names = rows.Single(row => row[2] == part && (row[3] == gender || row[3] == "both"))[4].Split(' ');
        return names[chance.Next(names.Length)];
    }

    /// <summary>"Åse Bjørnstad" is written to at ase.bjornstad.</summary>
    private static string AddressOf(string name) =>
        string.Join('.', SearchText.WordsOf(name).Select(SearchText.InLatin));
}
