namespace Lookalike.Web.Settings;

/// <summary>What the holder of a key may do. Each may do what the one before it may.</summary>
public enum AccessRight
{
    /// <summary>Ask: search, look at images, have them explained and drawn, and follow jobs.</summary>
    Read,

    /// <summary>Start and stop jobs as well.</summary>
    Change,
}
