namespace MemberPortal.StripeSandbox.Api;

/// <summary>One kind of object of the API, with its operations.</summary>
internal interface IResource
{
    void Map(ApiRoutes routes);
}
