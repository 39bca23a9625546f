using MemberPortal.Web.Data;

namespace MemberPortal.Web.Tests.Data;

/// <summary>What people type and what they are called meet, whatever keys they have.</summary>
public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Kari Nordmann", "kari nordmann")]
    [InlineData("Åse-Marie O’Brien", "ase marie obrien")]
    [InlineData("BJØRN SÆTHER", "bjorn saether")]
    [InlineData("Łukasz Żółw", "lukasz zolw")]
    [InlineData("Jürgen Groß", "jurgen gross")]
    [InlineData("Élodie Lefèvre", "elodie lefevre")]
    [InlineData("Þóra Guðmundsdóttir", "thora gudmundsdottir")]
    [InlineData("Ольга Смирнова", "ольга смирнова")]
    [InlineData("Артём Йорданов", "артем иорданов")]
    [InlineData("  Kari\u00A0\tNordmann  ", "kari nordmann")]
    [InlineData("E\u0301lodie", "elodie")]
    [InlineData("ﬁlip Ⅳ", "filip iv")]
    [InlineData("عائشة", "عايشة")]
    [InlineData("12 Kari", "12 kari")]
    [InlineData("🏒 --- !", "")]
    [InlineData("", "")]
    public void A_name_is_folded_to_its_words(string name, string words) =>
        Assert.Equal(words, string.Join(' ', SearchText.WordsOf(name)));

    [Theory]
    [InlineData("смирнова", "smirnova")]
    [InlineData("щукин", "shchukin")]
    [InlineData("ольга", "olga")]
    [InlineData("юлия", "yuliya")]
    [InlineData("kari", "kari")]
    public void Cyrillic_is_typed_in_latin(string word, string latin) => Assert.Equal(latin, SearchText.InLatin(word));

    [Fact]
    public void What_is_no_character_keeps_no_name_from_being_folded()
    {
        foreach (var unit in Enumerable.Range(char.MinValue, char.MaxValue + 1))
            Assert.Contains("kari", SearchText.WordsOf($"Kari {(char)unit}"));
    }

    [Fact]
    public void A_word_without_end_is_known_by_its_beginning() =>
        Assert.Equal(40, Assert.Single(SearchText.WordsOf(new string('m', 100_000))).Length);
}
