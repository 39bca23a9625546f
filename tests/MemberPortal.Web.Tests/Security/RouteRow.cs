using System.Net;
using Xunit.Abstractions;

namespace MemberPortal.Web.Tests.Security;

/// <summary>What each kind of person gets for one address. Words in braces stand for ids: <see cref="CrawledPortal.Fill"/>.</summary>
public sealed class RouteRow : IXunitSerializable
{
    private string _statuses = "";

    /// <summary>Made by xunit.</summary>
    public RouteRow()
    {
    }

    /// <param name="route">The route's pattern, as the endpoint has it.</param>
    /// <param name="path">An address that it answers.</param>
    /// <param name="statuses">Of the visitor, the owner, another member, the seller and the administrator.</param>
    internal RouteRow(string route, string path, string statuses)
    {
        (Route, Path, _statuses) = (route, path, statuses);
    }

    internal string Route { get; private set; } = "";
    internal string Path { get; private set; } = "";

    internal HttpStatusCode For(Person person) =>
        (HttpStatusCode)int.Parse(_statuses.Split(' ')[(int)person], System.Globalization.CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public void Serialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        info.AddValue(nameof(Route), Route);
        info.AddValue(nameof(Path), Path);
        info.AddValue(nameof(_statuses), _statuses);
    }

    /// <inheritdoc />
    public void Deserialize(IXunitSerializationInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        Route = info.GetValue<string>(nameof(Route));
        Path = info.GetValue<string>(nameof(Path));
        _statuses = info.GetValue<string>(nameof(_statuses));
    }

    /// <inheritdoc />
    public override string ToString() => $"{Path} {_statuses}";
}

/// <summary>In the order of the columns.</summary>
internal enum Person
{
    Visitor,
    Owner,
    OtherMember,
    Seller,
    Admin,
}
