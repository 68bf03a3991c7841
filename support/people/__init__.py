"""Who everybody is: users, customers and their handles, tiers, teams, agents."""
