"""Make the model of the classifier from examples."""
