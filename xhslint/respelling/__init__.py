"""Words written by what sounds or looks like them (煮页, zhu页, 💧💧, 力口我), and the view that reads as they are meant."""
