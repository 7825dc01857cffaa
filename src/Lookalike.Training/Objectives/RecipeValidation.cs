using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Lookalike.Training.Recipes;

namespace Lookalike.Training.Objectives;

/// <summary>Tells recipes that can be trained from others.</summary>
internal static class RecipeValidation
{
    /// <summary>Why there can be no teacher with an objective, which is not distillation.</summary>
    public static string TeacherFault(Objective objective) =>
        $"A teacher teaches by the objective distillation, found {ObjectiveTable.Of(objective).Name}: leave one of the two away.";

    /// <summary>Checks every value against its range, and what the objective asks of the recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="TrainingException">A value is out of range; the message names it, its range and what was found.</exception>
    public static void Validate(this TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var faults = new List<ValidationResult>();
        bool valid = Validator.TryValidateObject(recipe, new ValidationContext(recipe), faults, validateAllProperties: true);
        valid &= Validator.TryValidateObject(recipe.Augmentation, new ValidationContext(recipe.Augmentation), faults, validateAllProperties: true);
        string? fault = ObjectiveTable.Of(recipe.Objective).FindFault(recipe);
        if (recipe.Teacher is not null && recipe.Objective != Objective.Distillation)
            fault = TeacherFault(recipe.Objective);
        if (fault is not null)
        {
            faults.Add(new ValidationResult(fault));
            valid = false;
        }

        if (valid && double.IsFinite(recipe.LearningRate)) return;
        string text = string.Join(" ", faults.Select(f => f.ErrorMessage));
        throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"The recipe cannot be trained. {text}"));
    }
}
