using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Lookalike.Web.Settings;
using Microsoft.AspNetCore.Mvc;

namespace Lookalike.Web.Contracts;

/// <summary>Which page of the collection is asked for.</summary>
internal sealed class ImagesQuery
{
    [FromQuery(Name = "sort")]
    [Description("`key`, which is usual, or `strangeness`: the farthest from its nearest other image first.")]
    public string? Sort { get; init; }

    [FromQuery(Name = "after")]
    [Description("`next` of the page before; left out, the first page.")]
    public string? After { get; init; }

    [FromQuery(Name = "match")]
    [Description("Which keys: * is any text without a slash, ** any text, ? one character.")]
    [StringLength(Bounds.Pattern)]
    public string? Match { get; init; }

    [FromQuery(Name = "size")]
    [Description("Images of the page; 50 where it is left out.")]
    [Range(1, Bounds.Page)]
    public int? Size { get; init; }

    [FromQuery(Name = "embed")]
    [Description("The size of thumbnails that come with them: 64, 160 or 320 pixels; left out, none.")]
    public int? Embed { get; init; }
}
